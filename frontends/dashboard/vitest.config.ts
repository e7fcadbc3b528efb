import { preset } from "@tradewind/config/vitest";

export default preset("dashboard", import.meta.dirname);
