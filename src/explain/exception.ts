import { parseArn } from "../evaluate/reference/arn";

const DAYS = 90;
const DAY = 86_400_000;

/** The lines of organization.yaml that would except a principal from a guardrail, for its owners to decide on. */
export function exceptionLines(asked: {
  readonly guardrail: string;
  /** As organization.yaml may name it. */
  readonly account: string;
  /** The ARN of who asks; null when it is not known. */
  readonly principal: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}): readonly string[] {
  const expires = new Date(asked.now + DAYS * DAY).toISOString().slice(0, 10);
  return [
    "exceptions:",
    `  - guardrail: ${asked.guardrail}`,
    `    on: ${JSON.stringify(asked.account)}`,
    `    ${whoLine(asked.principal)}`,
    "    owner: YOU@example.com",
    "    reason: WHY, AND UNTIL WHAT HAPPENS",
    `    expires: ${expires}`,
  ];
}

function whoLine(principal: string | null): string {
  const resource = principal === null ? "" : (parseArn(principal)?.resource ?? "");
  const [kind = "", name = ""] = resource.split("/");
  const set = /AWSReservedSSO_(.+)_[0-9a-f]{16}(?:$|\/)/.exec(resource)?.[1];
  if (set !== undefined) return `permission-set: ${JSON.stringify(set)}`;
  if (kind === "assumed-role") return `principals: [${JSON.stringify(`role/${name}`)}]`;
  if (resource === "root" || kind === "role" || kind === "user")
    return `principals: [${JSON.stringify(resource)}]`;
  return 'principals: ["role/NAME"]';
}
