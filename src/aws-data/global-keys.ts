/** How AWS compares the values of a condition key. */
export type KeyType = "String" | "ARN" | "Bool" | "Date" | "Numeric" | "IPAddress";

/**
 * When a request has a key: `always`; `signed` when it is not anonymous; `sometimes` for all else, of which `when`
 * speaks.
 */
export type KeyPresence = "always" | "signed" | "sometimes";

/** A condition key that requests to any service can have. */
export interface GlobalKey {
  /** In AWS's casing; a part in ${…} stands for any text. */
  readonly key: string;
  readonly type: KeyType;
  readonly multivalued: boolean;
  readonly presence: KeyPresence;
  /** Completes "a request has it …". */
  readonly when: string;
}

const key = (
  name: string,
  type: KeyType,
  presence: KeyPresence,
  when: string,
  multivalued = false,
): GlobalKey => ({ key: name, type, multivalued, presence, when });
const list = (name: string, presence: KeyPresence, when: string) => key(name, "String", presence, when, true);

const ALWAYS = "always";
const SIGNED = "unless it is anonymous";
const MEMBER = "when the principal's account is in an organization";
const TEMPORARY = "when it is signed with temporary credentials, and these are no federated ones";
const SERVICE = "when an AWS service makes it as itself";
const SERVICE_FOR = "when an AWS service makes it as itself, for a resource that it names";
const ENDPOINT = "when it comes through a VPC endpoint";
const SOME_ENDPOINT = "when it comes through a VPC endpoint, to one of the services that support the key";
const INSTANCE = "when it is signed with the credentials of an EC2 instance's role";
const VIA = "when a service makes it with the credentials of the principal";
const OWNED = "when the resource's account is in an organization, save for a few actions";

/**
 * The keys that AWS documents for all services, and those of single services that requests to others carry.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (availability, data
 * type and value type of each), read 2026-11.
 */
export const GLOBAL_KEYS: readonly GlobalKey[] = [
  key("aws:PrincipalArn", "ARN", "signed", SIGNED),
  key("aws:PrincipalAccount", "String", "always", ALWAYS),
  list("aws:PrincipalOrgPaths", "sometimes", MEMBER),
  key("aws:PrincipalOrgID", "String", "sometimes", MEMBER),
  key("aws:PrincipalTag/${TagKey}", "String", "sometimes", "when the principal or its session has the tag"),
  key("aws:PrincipalIsAWSService", "Bool", "signed", SIGNED),
  key("aws:PrincipalServiceName", "String", "sometimes", SERVICE),
  list("aws:PrincipalServiceNamesList", "sometimes", SERVICE),
  key("aws:PrincipalType", "String", "always", ALWAYS),
  key("aws:userid", "String", "always", ALWAYS),
  key("aws:username", "String", "sometimes", "when the principal is an IAM user"),

  key("aws:AssumedRoot", "Bool", "sometimes", "when it is made in a session of sts:AssumeRoot"),
  key("aws:FederatedProvider", "String", "sometimes", "when the role was assumed by web identity"),
  key("aws:TokenIssueTime", "Date", "sometimes", "when it is signed with temporary credentials"),
  key("aws:SignInSessionArn", "ARN", "sometimes", "when it comes from an OAuth session of AWS Sign-In"),
  key("aws:MultiFactorAuthAge", "Numeric", "sometimes", TEMPORARY),
  key("aws:MultiFactorAuthPresent", "Bool", "sometimes", TEMPORARY),
  key("aws:ChatbotSourceArn", "ARN", "sometimes", "when Amazon Q Developer makes it for a chat channel"),
  key("aws:Ec2InstanceSourceVpc", "String", "sometimes", INSTANCE),
  key("aws:Ec2InstanceSourcePrivateIPv4", "IPAddress", "sometimes", INSTANCE),
  key("aws:SourceIdentity", "String", "sometimes", "when the session was given a source identity"),
  key("ec2:RoleDelivery", "Numeric", "sometimes", INSTANCE),
  key("ec2:SourceInstanceArn", "ARN", "sometimes", INSTANCE),
  key("glue:RoleAssumedBy", "String", "sometimes", "when AWS Glue makes it with a service role"),
  key("glue:CredentialIssuingService", "String", "sometimes", "when a job of AWS Glue makes it"),
  key("codebuild:BuildArn", "ARN", "sometimes", "when a build of CodeBuild makes it"),
  key("codebuild:ProjectArn", "ARN", "sometimes", "when a build of CodeBuild makes it"),
  key("lambda:SourceFunctionArn", "ARN", "sometimes", "when a Lambda function makes it"),
  key("ssm:SourceInstanceArn", "ARN", "sometimes", "when a managed instance of Systems Manager makes it"),
  key("identitystore:UserId", "String", "sometimes", "when a user of IAM Identity Center makes it"),

  key("aws:SourceIp", "IPAddress", "sometimes", "unless it comes through a VPC endpoint"),
  key("aws:SourceVpc", "String", "sometimes", ENDPOINT),
  key("aws:SourceVpcArn", "ARN", "sometimes", SOME_ENDPOINT),
  key("aws:SourceVpce", "String", "sometimes", ENDPOINT),
  key("aws:VpceAccount", "String", "sometimes", SOME_ENDPOINT),
  key("aws:VpceOrgID", "String", "sometimes", SOME_ENDPOINT),
  list("aws:VpceOrgPaths", "sometimes", SOME_ENDPOINT),
  key("aws:VpcSourceIp", "IPAddress", "sometimes", ENDPOINT),

  key("aws:ResourceAccount", "String", "sometimes", "save for a few actions"),
  list("aws:ResourceOrgPaths", "sometimes", OWNED),
  key("aws:ResourceOrgID", "String", "sometimes", OWNED),
  key("aws:ResourceTag/${TagKey}", "String", "sometimes", "when the resource has the tag, if its type can"),

  list("aws:CalledVia", "sometimes", VIA),
  key("aws:CalledViaFirst", "String", "sometimes", VIA),
  key("aws:CalledViaLast", "String", "sometimes", VIA),
  key("aws:CalledViaAWSMCP", "String", "sometimes", "when an AWS MCP service makes it for the principal"),
  key("aws:ViaAWSService", "Bool", "always", ALWAYS),
  key("aws:ViaAWSMCPService", "Bool", "sometimes", "when an AWS MCP service makes it for the principal"),
  key("aws:IsMcpServiceAction", "Bool", "sometimes", "when the action is one of an MCP service"),
  key("aws:CurrentTime", "Date", "always", ALWAYS),
  key("aws:EpochTime", "Date", "always", ALWAYS),
  key("aws:referer", "String", "sometimes", "when a browser follows a link"),
  key("aws:RequestedRegion", "String", "always", ALWAYS),
  key("aws:RequestTag/${TagKey}", "String", "sometimes", "when it passes the tag"),
  list("aws:TagKeys", "sometimes", "when it passes tags"),
  key("aws:SecureTransport", "Bool", "always", ALWAYS),
  key("aws:SourceAccount", "String", "sometimes", SERVICE_FOR),
  key("aws:SourceArn", "ARN", "sometimes", SERVICE_FOR),
  key("aws:SourceOrgID", "String", "sometimes", SERVICE_FOR),
  list("aws:SourceOrgPaths", "sometimes", SERVICE_FOR),
  key("aws:UserAgent", "String", "always", ALWAYS),
];

const BY_FOLDED_NAME: ReadonlyMap<string, GlobalKey> = new Map(
  GLOBAL_KEYS.map((one) => [one.key.toLowerCase(), one]),
);

/** "aws:principaltag/" and the like, with the key that stands for them all. */
const FAMILIES = GLOBAL_KEYS.filter((one) => one.key.includes("${")).map(
  (one) => [one.key.slice(0, one.key.indexOf("${")).toLowerCase(), one] as const,
);

/** What AWS documents of a global key, whatever its casing; undefined for the keys of single services. */
export function globalKey(name: string): GlobalKey | undefined {
  const folded = name.toLowerCase();
  return (
    BY_FOLDED_NAME.get(folded) ??
    FAMILIES.find(([prefix]) => folded.startsWith(prefix) && folded.length > prefix.length)?.[1]
  );
}
