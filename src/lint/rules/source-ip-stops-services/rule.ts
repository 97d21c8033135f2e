import { clausesOn, holdsFor, holdsWhenAbsent, isNegated } from "../../meaning/conditions";
import { ALL_TYPES, type LintProblem, type LintRule, type LintStatement } from "../../types";

const ENDPOINTS = [
  "aws:SourceVpc",
  "aws:SourceVpcArn",
  "aws:SourceVpce",
  "aws:VpcSourceIp",
  "aws:VpceAccount",
  "aws:VpceOrgID",
  "aws:VpceOrgPaths",
];

export const sourceIpStopsServices: LintRule = {
  slug: "source-ip-stops-services",
  title: "A network boundary that stops calls through services",
  severity: "warning",
  types: ALL_TYPES,
  why: "When a service acts for a principal, as CloudFormation and Athena do, aws:SourceIp is the address of the service and the VPC keys are absent: a Deny of all addresses but one's own stops it in the middle. A request through a VPC endpoint has no aws:SourceIp at all, and the negated condition holds for it as well.",
  fix: 'add BoolIfExists: { "aws:ViaAWSService": "false" }, and StringNotEqualsIfExists on aws:SourceVpc for your endpoints',
  sources: [
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_deny-ip.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-viaawsservice",
  ],
  *check({ statements }): Iterable<LintProblem> {
    for (const statement of statements.filter(({ effect }) => effect === "Deny")) {
      const addresses = clausesOn(statement, "aws:SourceIp").filter(isNegated);
      const networks = clausesOn(statement, ...ENDPOINTS).filter(isNegated);
      const [clause] = [...addresses, ...networks];
      if (clause === undefined) continue;
      const spot = { at: clause.at, on: "key" as const };
      if (!sparesCallsViaServices(statement)) {
        yield { ...spot, message: "calls that a service makes for a principal are denied too" };
      } else if (addresses.length > 0 && clausesOn(statement, ...ENDPOINTS).length === 0) {
        yield {
          ...spot,
          severity: "info",
          message: "requests through a VPC endpoint are denied, whatever their address",
          fix: "add StringNotEqualsIfExists on aws:SourceVpc, if there are endpoints",
        };
      }
    }
  },
};

/** Whether some condition fails for a call via a service, or the statement is about something narrower. */
function sparesCallsViaServices(statement: LintStatement): boolean {
  const via = clausesOn(
    statement,
    "aws:ViaAWSService",
    "aws:CalledVia",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
  );
  if (via.some((clause) => !holdsFor(clause, "true") || !holdsWhenAbsent(clause))) return true;
  // Sessions of an instance or a function, and requests through an endpoint, are never those of a service.
  const narrowing = clausesOn(
    statement,
    "aws:SourceIp",
    ...ENDPOINTS,
    "ec2:SourceInstanceArn",
    "lambda:SourceFunctionArn",
  );
  return narrowing.some((clause) => !isNegated(clause) && !holdsWhenAbsent(clause));
}
