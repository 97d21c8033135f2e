import { knownActions } from "../../src/aws-data/actions";
import { actionPatterns, actionsMatching, someAction } from "../../src/catalogue/actions";

const problem = (pattern: string) => actionPatterns.safeParse([pattern]).error?.issues[0]?.message;

it.each(["iam:CreateUser", "IAM:createuser", "iam:Create*", "s3:*", "rds:DeleteDB*", "ec2:?topInstances"])(
  "%s names documented actions",
  (pattern) => {
    expect(problem(pattern)).toBeUndefined();
    expect(actionsMatching(pattern)).toContain(someAction(pattern));
  },
);

it.each(["iam:CreateUsers", "iam:Creat3*", "imaginary:*", "macie:EnableMacie", "s3:GetObjekt"])(
  "%s names none, which is an error",
  (pattern) => {
    expect(problem(pattern)).toContain(`AWS documents no action ${pattern}`);
    expect(actionsMatching(pattern)).toEqual([]);
  },
);

it("says what was meant", () => {
  expect(problem("iam:CreateUsers")).toMatch(/did you mean iam:CreateUser\?$/);
  expect(problem("imaginary:*")).not.toContain("did you mean");
});

it.each(["*", "iam", "iam:", ":CreateUser", "*:Get*", "s?:GetObject", "a:b:c", ""])(
  "%p has not the form of an action",
  (pattern) => {
    expect(problem(pattern)).toContain("service:Action");
  },
);

it("an empty list is an error", () => {
  expect(actionPatterns.safeParse([]).error?.issues[0]?.message).toBe("at least one action");
});

it("the same actions match whatever the casing, in AWS's own", () => {
  expect(actionsMatching("IAM:*LOGINPROFILE")).toEqual([
    "iam:CreateLoginProfile",
    "iam:DeleteLoginProfile",
    "iam:GetLoginProfile",
    "iam:UpdateLoginProfile",
  ]);
  expect(someAction("S3:getobject")).toBe("s3:GetObject");
  expect(actionsMatching("*").length).toBe(knownActions().length);
});
