import { counted } from "../../render/style";
import type { PasswordPolicy } from "../types";

/** "14 characters or more, with lower case, digits, the last 24 not again, for 90 days". */
export function passwordWords(policy: PasswordPolicy): string {
  const classes = [
    ...(policy.requireLowercase ? ["lower case"] : []),
    ...(policy.requireUppercase ? ["upper case"] : []),
    ...(policy.requireNumbers ? ["digits"] : []),
    ...(policy.requireSymbols ? ["symbols"] : []),
  ];
  return [
    `${policy.minimumLength} characters or more`,
    classes.length === 0 ? "of any kind" : `with ${classes.join(", ")}`,
    `the last ${policy.reusePrevention} not again`,
    policy.maximumAge === null ? "without an end" : `for ${counted(policy.maximumAge, "day")}`,
    ...(policy.usersMayChange ? [] : ["not changed by users"]),
  ].join(", ");
}
