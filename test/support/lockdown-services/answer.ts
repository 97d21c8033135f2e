import { xml } from "../root-server/request";

/** An error as AWS answers it. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** A value in the XML of AWS's query protocol. What is undefined is left out. */
export function toXml(value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => `<member>${toXml(each)}</member>`).join("");
  if (typeof value !== "object" || value === null) return xml(String(value));
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([key, each]) => `<${key}>${toXml(each)}</${key}>`)
    .join("");
}

export function queryAnswer(operation: string, result: object): string {
  return `<${operation}Response><${operation}Result>${toXml(result)}</${operation}Result></${operation}Response>`;
}

export function queryRefusal({ code, message }: Refusal): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${xml(message)}</Message></Error></ErrorResponse>`;
}

/** A page of a list, by the number of its first item. */
export function pageOf<T>(
  all: readonly T[],
  token: unknown,
  size: unknown,
  most = 100,
): { page: readonly T[]; next: string | undefined } {
  const start = token === undefined ? 0 : Number(token);
  const end = start + Math.min(Number(size ?? most), most);
  return { page: all.slice(start, end), next: end < all.length ? String(end) : undefined };
}
