import type { components } from "./schema";

type Schemas = components["schemas"];

export type Money = Schemas["Money"];

export type User = Schemas["UserOut"];
export type LoginRequest = Schemas["Credentials"];
export type RegisterRequest = Schemas["RegisterRequest"];

export type Store = Schemas["StoreOut"];
export type StoreStatus = Store["status"];
export type CreateStore = Schemas["CreateStore"];
export type UpdateStore = Schemas["UpdateStore"];

export type Product = Schemas["ProductOut"];
export type ProductStatus = Product["status"];
export type ProductVariant = Schemas["VariantOut"];
export type ProductImage = Schemas["ProductImageOut"];
export type ProductOption = Schemas["OptionAxis"];
export type CreateProduct = Schemas["CreateProduct"];
export type UpdateProduct = Schemas["UpdateProduct"];
export type VariantInput = Schemas["VariantIn"];
export type ProductPage = Schemas["ProductPage"];
export type ImageUpload = Schemas["UploadOut"];
export type UploadedImage = Schemas["ImageOut"];

export type Order = Schemas["OrderOut"];
export type OrderSummary = Schemas["OrderSummary"];
export type OrderStatus = OrderSummary["status"];
export type OrderPage = Schemas["OrderPage"];
