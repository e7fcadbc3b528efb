"""Small parts without business words: money, ids, time, slugs, cursors."""
