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

export type Branding = Schemas["BrandingResponse"];
export type Look = Schemas["LookResponse"];
export type StorePage = Schemas["PageResponse"];
export type PageKind = Schemas["PageKind"];
export type PageTemplate = Schemas["PageTemplateResponse"];
export type PutPage = Schemas["PutPageRequest"];

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
export type TagCount = Schemas["TagCount"];
export type BulkRequest = Schemas["BulkRequest"];
export type BulkAction = BulkRequest["action"];
export type PriceAction = Schemas["PriceAction"];
export type BulkResult = Schemas["BulkResponse"];
export type BulkOutcome = Schemas["BulkOutcome"];

export type Collection = Schemas["CollectionResponse"];
export type CollectionStatus = Schemas["CollectionStatus"];
export type CollectionSort = Schemas["CollectionSort"];
export type CollectionRule = Collection["rules"][number];
export type CollectionProduct = Schemas["CollectionProduct"];
export type CreateCollection = Schemas["CreateCollectionRequest"];
export type UpdateCollection = Schemas["UpdateCollectionRequest"];
export type CollectionPreview = Schemas["PreviewRequest"];

export type ProductImport = Schemas["ImportResponse"];
export type ProductExport = Schemas["ExportResponse"];
export type ImportMode = Schemas["ImportMode"];
export type TransferIssue = Schemas["TransferIssue"];
export type TransferStatus = Schemas["TransferStatus"];

export type Order = Schemas["OrderResponse"];
export type OrderSummary = Schemas["OrderSummary"];
export type OrderStatus = Schemas["OrderStatus"];
export type PaymentStatus = Schemas["PaymentStatus"];
export type OrderLine = Schemas["LineResponse"];
export type Fulfillment = Schemas["FulfillmentResponse"];
export type Refund = Schemas["RefundResponse"];
export type Dispute = Schemas["DisputeResponse"];
export type LedgerEntry = Schemas["LedgerEntryResponse"];
export type FulfillRequest = Schemas["FulfillRequest"];
export type UpdateFulfillment = Schemas["UpdateFulfillmentRequest"];
export type RefundRequest = Schemas["RefundRequest"];
export type CancelRequest = Schemas["CancelRequest"];

export type PurchaseOrder = Schemas["PurchaseResponse"];
export type PurchaseDetail = Schemas["PurchaseDetailResponse"];
export type PurchaseStatus = Schemas["PurchaseStatus"];
export type PurchasingSettings = Schemas["PurchasingSettingsResponse"];
export type PurchasingSettingsRequest = Schemas["PurchasingSettingsRequest"];
export type ResearchItem = Schemas["ResearchItemResponse"];
export type ResearchDetail = Schemas["ResearchItemDetail"];
export type ResearchStatus = Schemas["CandidateStatus"];
export type ResearchSort = Schemas["CandidateSort"];
export type ResearchRun = Schemas["RunResponse"];
export type SubScore = Schemas["SubScoreModel"];
export type ResearchSettings = Schemas["SettingsResponse"];
export type Plan = Schemas["PlanModel"];
export type PlanCode = Schemas["PlanCode"];
export type Subscription = Schemas["SubscriptionResponse"];
export type PlanPreview = Schemas["PreviewResponse"];
export type AiBudget = Schemas["AiBudgetResponse"];
export type Review = Schemas["ReviewResponse"];
export type CopyField = Schemas["CopyField"];
export type CopyAnswer = Schemas["CopyResponse"];
export type PricingRules = Schemas["PricingRulesResponse"];
export type PricingRulesRequest = Schemas["PricingRulesRequest"];
export type PricePreviewRow = Schemas["PricePreviewRow"];
export type ResearchSettingsRequest = Schemas["SettingsBody"];
export type SupplierChange = Schemas["SupplierChangeResponse"];
export type SupplierPolicies = Schemas["SyncSettingsResponse"];
export type SupplierPoliciesRequest = Schemas["SyncSettingsRequest"];
export type CopyVoice = Schemas["VoiceResponse"];
export type CopyVoiceRequest = Schemas["VoiceRequest"];
export type ImportJob = Schemas["ImportJobResponse"];
export type Discount = Schemas["DiscountResponse"];
export type DiscountKind = Schemas["DiscountKind"];
export type CreateDiscount = Schemas["CreateDiscountRequest"];
export type UpdateDiscount = Schemas["UpdateDiscountRequest"];

export type Shipping = Schemas["ShippingResponse"];
export type ShippingZone = Schemas["ShippingZoneModel"];
export type ShippingRate = Schemas["ShippingRateModel"];
export type SaveShipping = Schemas["ShippingRequest"];
export type Taxes = Schemas["TaxResponse"];
export type SaveTaxes = Schemas["TaxRequest"];
export type TaxRate = Schemas["TaxRateModel"];
export type CheckoutPolicy = Schemas["CheckoutPolicyResponse"];
export type SaveCheckoutPolicy = Schemas["CheckoutPolicyRequest"];
export type Payments = Schemas["PaymentsResponse"];

export type PublicStore = Schemas["PublicStore"];
export type PublicProduct = Schemas["PublicProduct"];
export type PublicProductList = Schemas["PublicProductList"];
export type PublicVariant = Schemas["PublicVariant"];
export type PublicImage = Schemas["PublicImage"];
export type ProductCard = Schemas["ProductCard"];
export type CheckoutRequest = Schemas["CheckoutRequest"];
export type CheckoutState = Schemas["CheckoutState"];
export type QuoteRequest = Schemas["QuoteRequest"];
export type Quote = Schemas["QuoteResponse"];
export type CartProblem = Schemas["CartProblemModel"];
export type SavedCart = Schemas["SavedCartResponse"];
export type PublicOrder = Schemas["PublicOrder"];
export type PublicPage = Schemas["PublicPage"];
export type PublicBlock = Schemas["PublicBlock"];
export type CollectionSummary = Schemas["CollectionSummary"];
export type PublicCollectionList = Schemas["PublicCollectionList"];
export type PublicCollection = Schemas["PublicCollection"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type SearchFacets = Schemas["SearchFacets"];

export type Role = Schemas["Role"];
export type Team = Schemas["TeamResponse"];
export type TeamMember = Schemas["MemberResponse"];
export type Invitation = Schemas["InvitationResponse"];
export type InviteMember = Schemas["InviteRequest"];
export type ApiKey = Schemas["KeyResponse"];
export type CreateKey = Schemas["CreateKeyRequest"];
export type NewKey = Schemas["NewKeyResponse"];
export type Scope = Schemas["Scope"];
export type AuditEntry = Schemas["AuditEntryResponse"];

export type SecondFactor = Schemas["SecondFactorResponse"];
export type Enrolment = Schemas["EnrolmentResponse"];

export type Session = Schemas["SessionResponse"];
export type SecurityEvent = Schemas["SecurityEventResponse"];
export type Obstacles = Schemas["ObstaclesResponse"];
