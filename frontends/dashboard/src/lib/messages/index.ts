import { bulk } from "./bulk";
import { collections } from "./collections";
import { common } from "./common";
import { account } from "./account";
import { discounts } from "./discounts";
import { orders } from "./orders";
import { palette } from "./palette";
import { problems } from "./problems";
import { products } from "./products";
import { settings } from "./settings";
import { stores } from "./stores";
import { transfers } from "./transfers";

/** Every word the dashboard shows. Another language is another object of this shape. */
export const messages = { common, account, stores, products, bulk, collections, transfers, palette, orders, discounts, settings, problems };
