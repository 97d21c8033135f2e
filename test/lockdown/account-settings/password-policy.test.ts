import * as fc from "fast-check";
import {
  type AccountPasswordPolicy,
  differingFields,
  policyToSet,
} from "../../../src/lockdown/account-settings/password-policy";
import { POLICY, policies } from "./support";

/** Said again, and not as the code says it: the fields in which somebody could choose a password that they could not. */
function loosened(from: AccountPasswordPolicy, to: AccountPasswordPolicy): readonly string[] {
  const age = (policy: AccountPasswordPolicy) => policy.MaxPasswordAge ?? Number.POSITIVE_INFINITY;
  return [
    to.MinimumPasswordLength < from.MinimumPasswordLength ? "MinimumPasswordLength" : [],
    from.RequireLowercaseCharacters && !to.RequireLowercaseCharacters ? "RequireLowercaseCharacters" : [],
    from.RequireUppercaseCharacters && !to.RequireUppercaseCharacters ? "RequireUppercaseCharacters" : [],
    from.RequireNumbers && !to.RequireNumbers ? "RequireNumbers" : [],
    from.RequireSymbols && !to.RequireSymbols ? "RequireSymbols" : [],
    to.PasswordReusePrevention < from.PasswordReusePrevention ? "PasswordReusePrevention" : [],
    age(to) > age(from) ? "MaxPasswordAge" : [],
    from.HardExpiry && !to.HardExpiry ? "HardExpiry" : [],
  ].flat();
}

it("where nothing is known of before, nothing is loosened and everything wanted holds", () => {
  fc.assert(
    fc.property(policies, policies, (wanted, present) => {
      const set = policyToSet(wanted, present, null);
      expect(loosened(present, set)).toEqual([]);
      expect(loosened(wanted, set)).toEqual([]);
      expect(set.AllowUsersToChangePassword).toBe(wanted.AllowUsersToChangePassword);
    }),
  );
});

it("what is set stays set", () => {
  fc.assert(
    fc.property(policies, fc.option(policies), fc.option(policies), (wanted, present, before) => {
      const once = policyToSet(wanted, present, before);
      expect(policyToSet(wanted, once, wanted)).toEqual(once);
      expect(policyToSet(wanted, once, null)).toEqual(once);
    }),
  );
});

it("only what was asked for before is loosened", () => {
  fc.assert(
    fc.property(policies, policies, policies, (wanted, present, before) => {
      for (const field of loosened(present, policyToSet(wanted, present, before))) {
        expect(present).toHaveProperty(field, before[field as keyof AccountPasswordPolicy]);
      }
    }),
  );
});

it("less that is asked for takes effect, where the account has what was asked for before", () => {
  fc.assert(
    fc.property(policies, policies, (wanted, before) => {
      const { HardExpiry } = before;
      expect(policyToSet({ ...wanted, HardExpiry }, before, before)).toEqual({ ...wanted, HardExpiry });
    }),
  );
});

it("an account without a policy gets what is wanted", () => {
  expect(policyToSet(POLICY, null, null)).toEqual(POLICY);
});

it("that ended passwords need an administrator is never undone", () => {
  const hard = { ...POLICY, HardExpiry: true };
  expect(policyToSet(POLICY, hard, POLICY)).toEqual(hard);
});

it("differences are told by field", () => {
  expect(differingFields(POLICY, { ...POLICY, MaxPasswordAge: null, RequireNumbers: false })).toEqual([
    "RequireNumbers",
    "MaxPasswordAge",
  ]);
});
