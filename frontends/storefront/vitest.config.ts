import { preset } from "@tradewind/config/vitest";

export default preset("storefront", import.meta.dirname);
