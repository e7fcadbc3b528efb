"""Plans of the platform: what an account has subscribed to, what that allows, and what follows when it ends."""
