import { doorsOf, exemptPrincipals } from "../../src/plan/doors";

const deny = (Condition: object) =>
  ({ Effect: "Deny" as const, Action: "*", Resource: "*", Condition }) as never;
const isMember = (account: string) => account === "222222222222";

describe("the names that a Deny spares", () => {
  it("are found under every negated operator and spelling of the key", () => {
    const names = exemptPrincipals([
      deny({ ArnNotLike: { "aws:PrincipalArn": ["a", "b"] } }),
      deny({ StringNotLikeIfExists: { "aws:principalarn": "c" } }),
      deny({ arnnotequals: { "AWS:PrincipalARN": "d" } }),
    ]);
    expect(names).toEqual(["a", "b", "c", "d"]);
  });

  it("are not the names that a Deny is for, nor those of an Allow", () => {
    expect(exemptPrincipals([deny({ ArnLike: { "aws:PrincipalArn": "a" } })])).toEqual([]);
    const allow = { Effect: "Allow", Condition: { ArnNotLike: { "aws:PrincipalArn": "a" } } } as never;
    expect(exemptPrincipals([allow])).toEqual([]);
  });
});

describe("where an exempt name is guarded", () => {
  it("is its own account, or everywhere when it names none", () => {
    const doors = doorsOf(
      ["arn:aws:iam::222222222222:role/x", "arn:aws:iam::*:role/y", "arn:aws:iam::2222*:user/z"],
      isMember,
    );
    expect(Object.fromEntries(doors)).toEqual({
      "222222222222": ["arn:aws:iam::222222222222:role/x"],
      "*": ["arn:aws:iam::*:role/y", "arn:aws:iam::2222*:user/z"],
    });
  });

  it("is nowhere for what nobody in a member account can take", () => {
    const names = [
      "arn:aws:iam::111111111111:role/in-the-management-account",
      "arn:aws:iam::222222222222:root",
      "arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_dev_????????????????",
      "arn:aws:iam::*:role/aws:ec2-infrastructure",
    ];
    expect(doorsOf(names, isMember).size).toBe(0);
  });
});
