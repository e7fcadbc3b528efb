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
    write("[data-shipping-name]", rate.dataset.name);
  };
  rate.addEventListener("change", show);
  if (rate.checked) show();
}

form.addEventListener("submit", () => {
  form.querySelector("[data-pay]").classList.add("busy");
});
window.addEventListener("pageshow", () => form.querySelector("[data-pay]").classList.remove("busy"));
