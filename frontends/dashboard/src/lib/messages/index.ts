import { common } from "./common";
import { account } from "./account";
import { discounts } from "./discounts";
import { orders } from "./orders";
import { problems } from "./problems";
import { products } from "./products";
import { settings } from "./settings";
import { stores } from "./stores";

/**
 * The words of the dashboard. Another language is another object of this shape.
 *
 * `bulk`, `collections`, `transfers` and `palette` beside this file are read by the pages that need them, and by no
 * other page loaded.
 */
export const messages = { common, account, stores, products, orders, discounts, settings, problems };
