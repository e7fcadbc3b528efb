export { GeistMono } from "geist/font/mono";
export { GeistSans } from "geist/font/sans";
