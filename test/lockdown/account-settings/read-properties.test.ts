import { settingsProperties } from "../../../src/lockdown/account-settings/properties";
import { readProperties } from "../../../src/lockdown/account-settings/read-properties";
import { PASSWORD_POLICY } from "../template/support";
import { PASSWORD_PROPERTIES, POLICY } from "./support";

const refusal = (properties: unknown) => {
  try {
    readProperties(properties);
  } catch (error) {
    return String(error);
  }
  return "taken";
};

it("strings are taken for what they say, with what CloudFormation adds", () => {
  const properties = { ServiceToken: "arn", ServiceTimeout: "1080", PasswordPolicy: PASSWORD_PROPERTIES };
  expect(readProperties({ ...properties, EbsEncryptionRegions: ["eu-west-1"] })).toEqual({
    passwordPolicy: POLICY,
    ebsEncryptionRegions: ["eu-west-1"],
  });
});

it("what the template asks for is read, as it is and as strings", () => {
  const properties = settingsProperties({ ...PASSWORD_POLICY, maximumAge: null }, ["eu-west-1"]);
  const { PasswordPolicy } = properties;
  const strings = Object.fromEntries(
    Object.entries(PasswordPolicy!).map(([key, value]) => [key, `${value}`]),
  );
  const read = readProperties(properties);
  expect(read.passwordPolicy).toEqual({ ...POLICY, RequireSymbols: false, MaxPasswordAge: null });
  expect(readProperties({ ...properties, PasswordPolicy: strings })).toEqual(read);
});

it("one setting alone leaves the other alone", () => {
  expect(readProperties({ EbsEncryptionRegions: ["eu-west-1"] }).passwordPolicy).toBeNull();
  expect(readProperties({ PasswordPolicy: PASSWORD_PROPERTIES }).ebsEncryptionRegions).toEqual([]);
});

it.each([
  [undefined, "ResourceProperties is no object"],
  [{}, "ask for no setting"],
  [{ PasswordPolicy: [] }, "PasswordPolicy is no object"],
  [{ PasswordPolicy: { ...PASSWORD_PROPERTIES, MinimumLength: "8" } }, "no property MinimumLength"],
  [{ PasswordPolicy: { ...PASSWORD_PROPERTIES, MinimumPasswordLength: "5" } }, "MinimumPasswordLength is 5"],
  [{ PasswordPolicy: { ...PASSWORD_PROPERTIES, MinimumPasswordLength: "1e1" } }, "is 1e1"],
  [{ PasswordPolicy: { ...PASSWORD_PROPERTIES, PasswordReusePrevention: "" } }, "from 1 to 24"],
  [{ PasswordPolicy: { ...PASSWORD_PROPERTIES, MaxPasswordAge: "0" } }, "from 1 to 1095"],
  [{ PasswordPolicy: { ...PASSWORD_PROPERTIES, RequireSymbols: "yes" } }, "RequireSymbols is yes"],
  [{ PasswordPolicy: { MinimumPasswordLength: "14" } }, "RequireLowercaseCharacters is undefined"],
  [{ EbsEncryptionRegions: "eu-west-1" }, "no list of Regions"],
  [{ EbsEncryptionRegions: [] }, "no list of Regions"],
])("%j is refused", (properties, words) => {
  expect(refusal(properties)).toContain(words);
});
