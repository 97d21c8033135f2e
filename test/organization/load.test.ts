import { loadIntent } from "../../src/organization/load";
import { CATALOGUE, changed, codes, GOOD, load } from "./support";

const place = (line: number, column: number) => ({ file: "organization.yaml", line, column });

describe("a good file", () => {
  test("becomes the intent, with defaults filled in and a place for all that can be wrong later", () => {
    expect(load(GOOD)).toMatchObject({
      problems: [],
      intent: {
        file: "organization.yaml",
        organization: {
          id: "o-exampleorgid",
          partition: "aws",
          managementAccount: "111111111111",
          regions: ["eu-west-1", "us-east-1"],
          homeRegion: "eu-west-1",
        },
        accounts: {
          security: { account: "audit", deployRole: "role/org-guardrails-deployer", place: place(8, 13) },
          identity: { account: "222222222222", deployRole: "role/deploy/identity", place: place(9, 13) },
          logArchive: undefined,
          iam: undefined,
        },
        access: {
          deployers: [
            {
              principal: "arn:aws:iam::111111111111:role/org-guardrails-deployer",
              needs: ["organizations", "member-baseline"],
            },
          ],
          memberRoles: ["role/stacksets-exec-*"],
          breakGlass: ["role/break-glass"],
        },
        limits: { loosenedTargets: 2 },
        guardrails: [
          {
            target: "Root",
            place: place(19, 3),
            guardrails: [
              { id: "deny-root-user", parameters: undefined, place: place(19, 10) },
              { id: "restrict-regions", parameters: undefined, place: place(19, 26) },
            ],
          },
          {
            target: "Workloads/Sandbox",
            place: place(20, 3),
            guardrails: [
              { id: "deny-services", parameters: { services: ["redshift"] }, place: place(21, 7) },
            ],
          },
        ],
        exceptions: [
          {
            guardrail: "restrict-regions",
            on: ["data-science-prod"],
            principals: ["role/ml-*", "root"],
            permissionSet: undefined,
            owner: "ml@example.com",
            reason: "capacity",
            expires: "2027-01-31T00:00:00Z",
            selfEnding: true,
            place: place(23, 5),
          },
        ],
        assertions: [],
        identity: undefined,
      },
    });
  });

  test("may leave out what has a default", () => {
    const text = GOOD.replace(/accounts:[\s\S]*?(?=access:)/, "")
      .replace(/ {2}(member-roles|break-glass|partition):.*\n/g, "")
      .replace(/limits:[\s\S]*?(?=guardrails:)/, "")
      .replace(/exceptions:[\s\S]*/, "");
    const { intent, problems } = load(text);
    expect(problems).toEqual([]);
    expect(intent).toMatchObject({
      organization: { partition: "aws" },
      access: { memberRoles: [], breakGlass: [] },
      limits: { loosenedTargets: 0 },
      exceptions: [],
    });
  });

  test("takes one target or several, and a permission set", () => {
    const text = changed("on: data-science-prod", "on: [a, tag:stage=prod]")
      .replace('principals: ["role/ml-*", root]', "permission-set: developer")
      .replace("expires: 2027-01-31", "expires: 2027-01-31T12:00Z\n    self-ending: false");
    expect(load(text).intent?.exceptions[0]).toMatchObject({
      on: ["a", "tag:stage=prod"],
      principals: [],
      permissionSet: "developer",
      expires: "2027-01-31T12:00:00Z",
      selfEnding: false,
    });
  });

  test("may name one value with an anchor and use it again", () => {
    const text = changed(
      "regions: [eu-west-1, us-east-1]",
      "regions: &regions [eu-west-1, us-east-1]",
    ).replace("restrict-regions]", "{ restrict-regions: { regions: *regions } }]");
    expect(load(text).intent?.guardrails[0]?.guardrails[1]?.parameters).toEqual({
      regions: ["eu-west-1", "us-east-1"],
    });
  });
});

describe("one thing wrong is one finding at its place", () => {
  test.each([
    ["an organization id", "o-exampleorgid", "o-EXAMPLE", "2:7 invalid-value"],
    ["a partition", "partition: aws", "partition: aws-eu", "3:14 invalid-value"],
    ["an account id of eleven digits", '"111111111111"\n  reg', '"11111111111"\n  reg', "4:23 invalid-value"],
    ["an account id without quotes", '"111111111111"\n  reg', "111111111111\n  reg", "4:23 unquoted-text"],
    ["a Region", "[eu-west-1, us-east-1]", "[eu-west-1, eu_west]", "5:24 invalid-value"],
    ["no Regions", "[eu-west-1, us-east-1]", "[]", "5:12 invalid-value"],
    [
      "a home Region elsewhere",
      "home-region: eu-west-1",
      "home-region: eu-west-2",
      "6:16 home-region-outside-regions",
    ],
    ["a missing key", "  id: o-exampleorgid\n", "", "1:1 missing-key"],
    ["a key without a value", "home-region: eu-west-1", "home-region:", "6:15 empty-value"],
    ["an unknown key", "home-region:", "home-regoin: x\n  home-region:", "6:3 unknown-key"],
    ["a section that nobody knows", "limits:", "weather: {}\nlimits:", "16:1 unknown-key"],
    ["a deploy role with a wildcard", "role/deploy/identity", '"role/*"', "9:53 invalid-value"],
    ["a key of an account", "deploy-role:", "deployrole:", "9:40 unknown-key"],
    [
      "a session instead of a role",
      "iam::111111111111:role/org-guardrails-deployer",
      "sts::111111111111:assumed-role/x/y",
      "12:18 invalid-value",
    ],
    ["a deployer with a wildcard", "role/org-guardrails-deployer", "role/*", "12:18 invalid-value"],
    ["a deployer of another partition", "arn:aws:iam", "arn:aws-cn:iam", "12:18 other-partition"],
    ["a need", "[organizations, member-baseline]", "[organization]", "13:15 invalid-value"],
    [
      "a member role with an account",
      '"role/stacksets-exec-*"',
      '"arn:aws:iam::*:role/x"',
      "14:18 invalid-value",
    ],
    ["a policy variable in a role", '"role/break-glass"', '"role/${aws:username}"', "15:17 invalid-value"],
    ["a negative limit", "loosened-targets: 2", "loosened-targets: -1", "17:21 invalid-value"],
    ["half a target", "loosened-targets: 2", "loosened-targets: 0.5", "17:21 invalid-value"],
    ["an unknown guardrail", "[deny-root-user,", "[deny-root-usr,", "19:10 unknown-guardrail"],
    ["an unknown guardrail with parameters", "- deny-services:", "- deny-service:", "21:7 unknown-guardrail"],
    ["a guardrail twice", "[deny-root-user,", "[deny-root-user, deny-root-user,", "19:26 guardrail-twice"],
    [
      "an automatic guardrail",
      "[deny-root-user,",
      "[protect-exempt-principals,",
      "19:10 automatic-guardrail",
    ],
    ["no guardrails at a target", "[deny-root-user, restrict-regions]", "[]", "19:9 invalid-value"],
    [
      "an unknown parameter",
      "services: [redshift] }",
      "services: [redshift], all: true }",
      "21:46 unknown-key",
    ],
    ["a parameter of another kind", "services: [redshift]", "services: redshift", "21:34 invalid-value"],
    [
      "a missing parameter",
      "deny-services: { services: [redshift] }",
      "deny-services: {}",
      "21:7 missing-key",
    ],
    ["missing parameters", "deny-services: { services: [redshift] }", "deny-services", "21:7 missing-key"],
    [
      "parameters that are none",
      "deny-services: { services: [redshift] }",
      "deny-services:",
      "21:21 empty-value",
    ],
    [
      "two guardrails in one element",
      "deny-services: { services: [redshift] }",
      "{ deny-services: { services: [s3] }, deny-root-user: {} }",
      "21:7 invalid-value",
    ],
    [
      "an unknown guardrail in an exception",
      "- guardrail: restrict-regions",
      "- guardrail: restrict-region",
      "23:16 unknown-guardrail",
    ],
    [
      "an exception from an automatic one",
      "- guardrail: restrict-regions",
      "- guardrail: protect-exempt-principals",
      "23:16 automatic-guardrail",
    ],
    ["an exception nowhere", "on: data-science-prod", "on: []", "24:9 invalid-value"],
    ["an exception for nobody", '    principals: ["role/ml-*", root]\n', "", "23:5 exception-for-nobody"],
    [
      "an exception for two kinds",
      "    owner:",
      "    permission-set: x\n    owner:",
      "23:5 exception-for-two-kinds",
    ],
    ["a principal with an account", '"role/ml-*"', '"arn:aws:iam::1:role/x"', "25:18 invalid-value"],
    ["a group as principal", '"role/ml-*"', "group/x", "25:18 invalid-value"],
    ["no reason", "reason: capacity", 'reason: ""', "27:13 invalid-value"],
    ["an end that is no date", "2027-01-31", "next year", "28:14 invalid-value"],
    ["an end that is no day", "2027-01-31", "2027-02-30", "28:14 invalid-value"],
    ["an end that is a number", "2027-01-31", "20270131", "28:14 unquoted-text"],
  ])("%s", (_, from, to, expected) => {
    const { intent, problems } = load(changed(from, to));
    expect(codes(problems)).toEqual([expected]);
    expect(intent).toBeNull();
    expect(problems[0]?.severity).toBe("error");
  });
});

test("all problems come at once, in the order of the file", () => {
  const text = changed("o-exampleorgid", "o-1")
    .replace("home-region: eu-west-1", "home-region: mars-1")
    .replace("deny-root-user", "deny-root-usr")
    .replace("services: [redshift]", "service: [redshift]")
    .replace("2027-01-31", "soon");
  expect(codes(load(text).problems)).toEqual([
    "2:7 invalid-value",
    "6:16 invalid-value",
    "6:16 home-region-outside-regions",
    "19:10 unknown-guardrail",
    "21:7 missing-key",
    "21:24 unknown-key",
    "28:14 invalid-value",
  ]);
});

describe("a finding says how to mend it", () => {
  const only = (from: string, to: string) => load(changed(from, to)).problems[0];

  test("an unknown guardrail: the nearest slug that may be written", () => {
    expect(only("[deny-root-user,", "[deny-root-usr,")).toMatchObject({
      path: "guardrails.Root[0]",
      found: "deny-root-usr",
      nearest: "deny-root-user",
    });
    expect(only("[deny-root-user,", "[protect-exempt-principal,")?.nearest).toBeUndefined();
  });

  test("an unknown key: the nearest key of that place", () => {
    expect(only("home-region:", "home-regoin: x\n  home-region:")).toMatchObject({
      path: "organization.home-regoin",
      nearest: "home-region",
      expected: "one of id, partition, management-account, regions, home-region",
    });
    expect(only("deploy-role:", "deployrole:")).toMatchObject({ nearest: "deploy-role" });
    expect(only("services: [redshift] }", "services: [redshift], service: [] }")).toMatchObject({
      nearest: "services",
    });
  });

  test("an unknown value: the nearest of those that there are", () => {
    expect(only("member-baseline]", "member-base-line]")).toMatchObject({
      path: "access.deployers[0].needs[1]",
      nearest: "member-baseline",
    });
  });

  test("an account id that YAML read as a number: what became of it, and the quotes", () => {
    expect(only('"111111111111"\n  reg', "011111111111\n  reg")).toMatchObject({
      code: "unquoted-text",
      found: "011111111111, read as 11111111111",
      fix: 'write it in quotes: "011111111111"',
    });
    expect(only("security: audit", "security: 012345670123")).toMatchObject({
      code: "unquoted-text",
      fix: 'write it in quotes: "012345670123"',
    });
  });

  test("an account id as a key without quotes", () => {
    const [problem, ...others] = load(changed("  Workloads/Sandbox:", "  000000001234:")).problems;
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code: "key-not-text", fix: 'write it in quotes: "000000001234"' });
  });

  test("a guardrail twice: where it stands first", () => {
    expect(only("[deny-root-user,", "[deny-root-user, { deny-root-user: {} },")?.message).toContain(
      "first on line 19",
    );
  });

  test("an automatic guardrail: to take it away", () => {
    expect(only("[deny-root-user,", "[protect-exempt-principals,")?.fix).toBe("remove it here");
  });
});

test("defaults are for what the user leaves out, not over what the user writes", () => {
  const text = changed("restrict-regions]", "{ restrict-regions: { regions: [] } }]");
  expect(load(text).problems).toMatchObject([
    { path: "guardrails.Root[1].restrict-regions.regions", expected: "at least one Region" },
  ]);
});

test("a parameter that a guardrail would silently drop is still unknown", () => {
  const loose = CATALOGUE.map((guardrail) =>
    guardrail.id === "deny-root-user"
      ? { ...guardrail, parameters: guardrail.parameters.strip() }
      : guardrail,
  );
  const text = changed("[deny-root-user,", "[{ deny-root-user: { spare: x } },");
  expect(
    codes(
      loadIntent(text, "organization.yaml", { guardrails: loose, permissionSets: [], detections: [] })
        .problems,
    ),
  ).toEqual(["19:30 unknown-key"]);
});
