export { default } from "@tradewind/config/eslint";
