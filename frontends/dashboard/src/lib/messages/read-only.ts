/** Said instead of a form that would be refused. */
export const readOnly = {
  viewer: "You are a viewer in this store. Adding something takes the role of a manager, which its owner can give you.",
  held: "The plan does not cover this store now, so nothing can be added to it.",
  newProduct: { title: "You cannot add products here", action: "Go to products" },
  newCollection: { title: "You cannot add collections here", action: "Go to collections" },
};
