import { type ConditionKeyInfo, conditionKeyInfo } from "../../../aws-data/condition-keys";
import type { KeyType } from "../../../aws-data/global-keys";
import type { Severity } from "../../../findings/finding";
import { FAMILY_OPERATORS, type Family, familyOf } from "../../families";
import { ENCRYPTION_HEADERS } from "../../meaning/encryption-headers";
import { hasPlaceholder } from "../../meaning/placeholders";
import { ALL_TYPES, type LintProblem, type LintRule } from "../../types";
import { withoutVariables } from "../../variables";

/** The families that read the values of a type as what they are, the best first. */
const FITTING: Readonly<Record<KeyType, readonly Family[]>> = {
  String: ["string"],
  ARN: ["arn", "string"],
  Bool: ["bool"],
  Date: ["date"],
  Numeric: ["numeric"],
  IPAddress: ["ip"],
};

export const wrongOperatorForKeyType: LintRule = {
  slug: "wrong-operator-for-key-type",
  title: "An operator that cannot read the key",
  severity: "error",
  types: ALL_TYPES,
  why: "An operator reads the value of the request as its own kind. A header under Bool, an address under StringEquals with a range, a number under Date: none ever matches, so that the condition is never true, or with a negated operator always.",
  fix: "use the operator of the key's type",
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html",
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const { operator, operatorName, key, at, values } of statements.flatMap((one) => one.conditions)) {
      const info = conditionKeyInfo(key);
      const family = familyOf(operator);
      if (info === undefined || family === "null" || FITTING[info.type].includes(family)) continue;
      const texts = values.map(({ value }) => String(value)).filter((text) => !hasPlaceholder(text));
      // bool-on-encryption-header says it better.
      if (family === "bool" && ENCRYPTION_HEADERS.has(info.key)) continue;
      const severity = worst(texts.map((text) => verdict(info, family, text)));
      if (severity === undefined) continue;
      const [best] = FITTING[info.type];
      yield {
        at,
        on: "key",
        severity,
        message: `${operatorName} is not for ${key}, which is of type ${info.type}`,
        expected: FAMILY_OPERATORS[best!],
      };
    }
  },
};

/** How bad it is that an operator of another family meets a value of the key; undefined when it may well match. */
function verdict(info: ConditionKeyInfo, family: Family, text: string): Severity | undefined {
  // Tags and claims hold whatever people put into them.
  if (info.family || info.scope === "provider") return undefined;
  // What services say of the types of their keys is less certain than what IAM says of its own.
  const never: Severity = info.scope === "global" ? "error" : "warning";
  if (family === "string") return asText(info.type, text, never);
  if (info.type === "Date" && family === "numeric") return info.key === "aws:EpochTime" ? undefined : never;
  if (info.type !== "String") return never;
  // An account id is a number too, and a key of a service may hold an ARN, a number or a date as text.
  if (family === "bool" || family === "ip") return never;
  return info.scope === "global" && !/account$/i.test(info.key) ? never : "info";
}

/** A value that is compared as text matches when the request writes it just so. */
function asText(type: KeyType, text: string, never: Severity): Severity | undefined {
  const plain = withoutVariables(text, "");
  if (plain !== text) return undefined;
  if (type === "IPAddress") return text.includes("/") ? never : "info";
  if (type === "Bool" && !/[*?]/.test(text)) return text === "true" || text === "false" ? "info" : never;
  return "info";
}

const ORDER: readonly Severity[] = ["error", "warning", "info"];

function worst(severities: readonly (Severity | undefined)[]): Severity | undefined {
  return ORDER.find((severity) => severities.includes(severity));
}
