import { REGIONS } from "../../../aws-data/regions";
import { matches, withWildcards } from "../../../evaluate/reference/pattern";
import { nearest } from "../../../findings/nearest";

/** What the values of some keys look like. */
export interface IdForm {
  readonly keys: readonly string[];
  readonly expected: string;
  /** Why no request has a value; undefined when one may. */
  readonly problemOf: (value: string) => string | undefined;
  /** Whether it knows what to say of a value with wildcards. */
  readonly takesPatterns?: true;
  readonly nearest?: (value: string) => string | undefined;
}

const ORGANIZATION = "o-[a-z0-9]{10,32}";
const ROOT = "r-[a-z0-9]{4,32}";
const UNIT = "ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}";

const SEGMENTS = [ORGANIZATION, ROOT].map((form) => new RegExp(`^${form}$`));

/** A path, or a pattern of some: each part that stands whole before the first wildcard has its form. */
function pathProblem(value: string): string | undefined {
  const wildcard = value.search(/[*?]/);
  const whole = (wildcard === -1 ? value : value.slice(0, wildcard)).split("/").slice(0, -1);
  const isWrong = whole.some((part, at) => !(SEGMENTS[at] ?? new RegExp(`^${UNIT}$`)).test(part));
  const isOpen = wildcard === -1 && !value.endsWith("/");
  return isWrong || isOpen || value === "" ? "this is no path in an organization" : undefined;
}

const mustBe =
  (form: RegExp, problem: string) =>
  (value: string): string | undefined =>
    form.test(value) ? undefined : problem;

const EVERY_REGION = Object.values(REGIONS).flat();

/**
 * Sources, read 2026-11: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html,
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html,
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_OrganizationalUnit.html (ids),
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html (family and size),
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html (kms:ViaService).
 */
export const ID_FORMS: readonly IdForm[] = [
  {
    keys: [
      "aws:PrincipalAccount",
      "aws:ResourceAccount",
      "aws:SourceAccount",
      "aws:VpceAccount",
      "kms:CallerAccount",
      "s3:DataAccessPointAccount",
      "s3:ResourceAccount",
    ],
    expected: "twelve digits",
    // An anonymous caller has an account of that name.
    problemOf: mustBe(/^(?:\d{12}|anonymous|aws)$/, "this is no account id"),
  },
  {
    keys: ["aws:PrincipalOrgID", "aws:ResourceOrgID", "aws:SourceOrgID", "aws:VpceOrgID"],
    expected: "an id such as o-a1b2c3d4e5",
    problemOf: mustBe(new RegExp(`^${ORGANIZATION}$`), "this is no organization's id"),
  },
  {
    keys: ["aws:PrincipalOrgPaths", "aws:ResourceOrgPaths", "aws:SourceOrgPaths", "aws:VpceOrgPaths"],
    expected: "a path such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/, with a slash at its end",
    problemOf: pathProblem,
    takesPatterns: true,
  },
  {
    keys: ["aws:RequestedRegion", "ec2:Region"],
    expected: "a Region such as eu-west-1",
    problemOf: (value) =>
      EVERY_REGION.some((region) => matches(withWildcards(value), region))
        ? undefined
        : "this is no Region that AWS has today",
    takesPatterns: true,
    nearest: (value) => nearest(value, EVERY_REGION),
  },
  {
    keys: ["aws:SourceVpc", "aws:Ec2InstanceSourceVpc"],
    expected: "an id such as vpc-0123456789abcdef0",
    problemOf: mustBe(/^vpc-/, "this is no VPC's id"),
  },
  {
    keys: ["aws:SourceVpce"],
    expected: "an id such as vpce-0123456789abcdef0",
    problemOf: mustBe(/^vpce-/, "this is no VPC endpoint's id"),
  },
  {
    keys: [
      "aws:CalledVia",
      "aws:CalledViaFirst",
      "aws:CalledViaLast",
      "aws:PrincipalServiceName",
      "aws:PrincipalServiceNamesList",
      "iam:AWSServiceName",
      "iam:PassedToService",
    ],
    expected: "the name of a service principal such as lambda.amazonaws.com",
    problemOf: mustBe(/\./, "this is no service principal's name"),
  },
  {
    keys: ["autoscaling:InstanceType", "ec2:InstanceType"],
    expected: "a type such as m7g.large, or a pattern of some under StringLike: m7g.*",
    problemOf: mustBe(/^[a-z0-9-]+\.[a-z0-9-]+$/, "this is no instance type"),
  },
  {
    keys: ["kms:ViaService"],
    expected: "a service with its Region, such as s3.eu-west-1.amazonaws.com",
    problemOf: mustBe(/^[a-z0-9-]+\.[^.]+\.amazonaws\.com/, "AWS KMS names the service with its Region"),
  },
];
