/** One refused field of a request, with the path the form knows it by: `variants.0.sku`. */
export interface FieldProblem {
  field: string;
  message: string;
  code: string;
}

interface ProblemInit {
  status: number;
  code: string;
  title?: string;
  detail?: string;
  requestId?: string | null;
  errors?: FieldProblem[];
  retryAfterSeconds?: number | null;
  body?: Record<string, unknown>;
}

/**
 * Why a call failed: an RFC 9457 answer of the API, or one of our own codes where there was no answer.
 *
 * `network` means no answer came, `bad_response` means one that is not ours. `status` is 0 for the former.
 */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
  readonly errors: FieldProblem[];
  readonly retryAfterSeconds: number | null;
  /** The whole problem document, for the members only some codes have. */
  readonly body: Record<string, unknown>;

  constructor(init: ProblemInit) {
    super(init.detail || init.title || init.code);
    this.name = "ApiProblem";
    this.status = init.status;
    this.code = init.code;
    this.title = init.title ?? "";
    this.detail = init.detail ?? "";
    this.requestId = init.requestId ?? null;
    this.errors = init.errors ?? [];
    this.retryAfterSeconds = init.retryAfterSeconds ?? null;
    this.body = init.body ?? {};
  }

  /** Worth trying again as it is: no answer, too many calls, or a fault on the other side. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** `body.variants.0.sku` is `variants.0.sku` in the form that sent it. */
export function formFieldPath(field: string): string {
  return field.replace(/^(body|query|path)\.?/, "");
}

export function problemFrom(response: Response, body: unknown): ApiProblem {
  const document: Record<string, unknown> = body !== null && typeof body === "object" ? { ...body } : {};
  const text = (key: string) => (typeof document[key] === "string" ? (document[key] as string) : undefined);
  return new ApiProblem({
    status: response.status,
    code: text("code") ?? "bad_response",
    title: text("title"),
    detail: text("detail"),
    requestId: text("instance") ?? response.headers.get("x-request-id"),
    errors: fieldProblems(document.errors),
    retryAfterSeconds: retryAfter(response.headers.get("retry-after")),
    body: document,
  });
}

export function networkProblem(cause: unknown): ApiProblem {
  const problem = new ApiProblem({ status: 0, code: "network", title: "No answer" });
  problem.cause = cause;
  return problem;
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (item === null || typeof item !== "object") return [];
    const { field, message, code } = item as Record<string, unknown>;
    if (typeof field !== "string" || typeof message !== "string") return [];
    return [{ field: formFieldPath(field), message, code: typeof code === "string" ? code : "invalid" }];
  });
}

function retryAfter(header: string | null): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}
