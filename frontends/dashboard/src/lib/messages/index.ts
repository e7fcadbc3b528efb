import { common } from "./common";
import { account } from "./account";
import { discounts } from "./discounts";
import { orders } from "./orders";
import { problems } from "./problems";
import { products } from "./products";
import { settings } from "./settings";
import { stores } from "./stores";

/** Every word the dashboard shows. Another language is another object of this shape. */
export const messages = { common, account, stores, products, orders, discounts, settings, problems };
