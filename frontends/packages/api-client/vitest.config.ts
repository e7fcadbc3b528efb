import { preset } from "@tradewind/config/vitest";

export default preset("api-client", import.meta.dirname);
