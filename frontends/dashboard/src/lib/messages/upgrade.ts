const stores = (count: number, text: string) => (count === 1 ? "1 store" : `${text} stores`);

/** What is said where a plan has no room; apart, because every form may have to say it. */
export const upgrade = {
  stores: (limit: number, text: string) => `Your plan has room for ${stores(limit, text)}`,
  storesText: "For another one, take a larger plan or delete a store you no longer need.",
  unpaid: "No further store while your plan is not paid",
  unpaidText: "Once it is, you can open one right away.",
  action: "See plans",
  credits: "More credits",
};
