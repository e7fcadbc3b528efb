import type { components } from "./schema";

/** The names the front ends use for the schemas of the API. */
type Schemas = components["schemas"];

export type Money = Schemas["MoneyModel"];

export type User = Schemas["UserResponse"];
export type LoginRequest = Schemas["Credentials"];
export type RegisterRequest = Schemas["Registration"];

export type Store = Schemas["StoreResponse"];
export type StoreStatus = Schemas["StoreStatus"];
export type CreateStore = Schemas["CreateStoreRequest"];
export type UpdateStore = Schemas["UpdateStoreRequest"];

export type Product = Schemas["ProductResponse"];
export type ProductStatus = Schemas["ProductStatus"];
export type ProductVariant = Schemas["VariantResponse"];
export type ProductImage = Schemas["GalleryImage"];
export type ProductOption = Schemas["OptionModel"];
export type CreateProduct = Schemas["CreateProductRequest"];
export type UpdateProduct = Schemas["UpdateProductRequest"];
export type VariantInput = Schemas["VariantRequest"];
export type ImageUpload = Schemas["UploadResponse"];
export type UploadedImage = Schemas["ImageResponse"];

export type Order = Schemas["OrderResponse"];
export type OrderSummary = Schemas["OrderSummary"];
export type OrderStatus = Schemas["OrderStatus"];

export type PublicStore = Schemas["PublicStore"];
export type PublicProduct = Schemas["PublicProduct"];
export type PublicProductList = Schemas["PublicProductList"];
export type PublicVariant = Schemas["PublicVariant"];
export type PublicImage = Schemas["PublicImage"];
export type ProductCard = Schemas["ProductCard"];
export type CheckoutRequest = Schemas["CheckoutRequest"];
export type CheckoutState = Schemas["CheckoutState"];
