import { preset } from "@tradewind/config/vitest";

export default preset("ui", import.meta.dirname);
