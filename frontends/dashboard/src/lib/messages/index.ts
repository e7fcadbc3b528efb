import { common } from "./common";
import { account } from "./account";
import { orders } from "./orders";
import { problems } from "./problems";
import { products } from "./products";
import { settings } from "./settings";
import { stores } from "./stores";

/**
 * The words of the dashboard. Another language is another object of this shape.
 *
 * `bulk`, `views`, `collections`, `discounts`, `transfers` and `palette` beside this file are read by the pages that
 * need them, and loaded by no other page.
 */
export const messages = { common, account, stores, products, orders, settings, problems };
