import type { AuthorizationPolicyType } from "../../policy/types";
import { camelCase } from "../index-file";

/** The page of a new guardrail: what a person writes, around what is generated. */
export function pageTemplate(id: string): string {
  return `# ${id}

What it denies, in one sentence.

## Avoid

What people do instead, and why it fails.

## Prefer

\`\`\`yaml
guardrails:
  Root: [${id}]
\`\`\`

## Rationale

Why it is worth what it costs.

**What it does not stop.** The ways around it that stay open.

**What it breaks.** Who meets it without meaning harm.

**Who should not use it.** Where it does more harm than good.

<!-- generated -->
<!-- /generated -->
`;
}

/** A test for what the guardrail's own requests cannot show. */
export function testTemplate(id: string, type: AuthorizationPolicyType): string {
  const action = type === "SERVICE_CONTROL_POLICY" ? "sns:ConfirmSubscription" : "sqs:ReceiveMessage";
  return `import { ${camelCase(id)} } from "../../guardrails/${id}";
import { under } from "./support";

// The guardrail's own requests are tested with the whole catalogue. Here belongs what they cannot show: other
// parameters, near misses, a trap that it has to stay clear of. Delete the file when there is nothing of the kind.
it("leaves alone what is next to what it denies", () => {
  const decided = under(${camelCase(id)});
  const principal = "arn:aws:iam::123456789012:role/anybody";
  expect(decided({ action: "${action}", principal })).toBe("allowed");
});
`;
}
