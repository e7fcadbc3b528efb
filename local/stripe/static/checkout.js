// Comfort only: everything on the page works without this file.
const form = document.querySelector("[data-checkout]");

for (const button of form.querySelectorAll("[data-fill]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    form.elements.card.value = button.dataset.fill;
    form.elements.expiry.value ||= "12 / 34";
    form.elements.cvc.value ||= "123";
    form.elements.card.focus();
  });
}

form.elements.card?.addEventListener("input", (event) => {
  const field = event.target;
  if (field.selectionStart !== field.value.length) return;
  field.value = field.value.replace(/\D/g, "").slice(0, 19).replace(/(.{4})(?=.)/g, "$1 ");
});

form.elements.expiry?.addEventListener("input", (event) => {
  const field = event.target;
  const digits = field.value.replace(/\D/g, "").slice(0, 4);
  if (event.inputType?.startsWith("delete")) return;
  field.value = digits.length < 2 ? digits : `${digits.slice(0, 2)} / ${digits.slice(2)}`;
});

const write = (selector, text) => document.querySelectorAll(selector).forEach((node) => (node.textContent = text));
for (const rate of form.querySelectorAll('[name="shipping_rate"]')) {
  const show = () => {
    write("[data-total]", rate.dataset.sum);
    write("[data-shipping]", rate.dataset.price);
    write("[data-tax-added]", rate.dataset.taxAdded);
    write("[data-tax-included]", rate.dataset.taxIncluded);
    form.elements.shown_total.value = rate.dataset.minorUnits;
    write("[data-shipping-name]", rate.dataset.name);
  };
  rate.addEventListener("change", show);
  if (rate.checked) show();
}

// Tax depends on the country, so the page is drawn again with it.
const update = form.querySelector("[data-update]");
if (update) {
  const taxedBy = form.elements.shipping_country ?? form.elements.country;
  taxedBy?.addEventListener("change", () => form.requestSubmit(update));
}

form.addEventListener("submit", () => {
  form.querySelector("[data-pay]").classList.add("busy");
});
window.addEventListener("pageshow", () => form.querySelector("[data-pay]").classList.remove("busy"));
