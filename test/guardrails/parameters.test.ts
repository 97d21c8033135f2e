import { denyBedrockApiKeys } from "../../guardrails/deny-bedrock-api-keys";
import { denyCommitments } from "../../guardrails/deny-commitments";
import { denyConfusedDeputy } from "../../guardrails/deny-confused-deputy";
import { denyExternalSharing } from "../../guardrails/deny-external-sharing";
import { denyPublicConnectivity } from "../../guardrails/deny-public-connectivity";
import { denyPublicImagesAndSnapshots } from "../../guardrails/deny-public-images-and-snapshots";
import { denyPublicIp } from "../../guardrails/deny-public-ip";
import { protectDns } from "../../guardrails/protect-dns";
import { protectPerimeterTags } from "../../guardrails/protect-perimeter-tags";
import { protectSessionTags } from "../../guardrails/protect-session-tags";
import { requireEncryptionContext } from "../../guardrails/require-encryption-context";
import { requireHttps } from "../../guardrails/require-https";
import { requireImdsv2 } from "../../guardrails/require-imdsv2";
import { requireKmsWaitingPeriod } from "../../guardrails/require-kms-waiting-period";
import { requireS3Tls } from "../../guardrails/require-s3-tls";
import { requireVpcEndpoints } from "../../guardrails/require-vpc-endpoints";
import { restrictBedrockModels } from "../../guardrails/restrict-bedrock-models";
import { restrictIdentities } from "../../guardrails/restrict-identities";
import { restrictImageOwners } from "../../guardrails/restrict-image-owners";
import { restrictInstanceTypes } from "../../guardrails/restrict-instance-types";
import { restrictMarketplace } from "../../guardrails/restrict-marketplace";
import { restrictNetworkChanges } from "../../guardrails/restrict-network-changes";
import { restrictNetworks } from "../../guardrails/restrict-networks";
import { restrictOidcProviders } from "../../guardrails/restrict-oidc-providers";
import { restrictResourceNetworks } from "../../guardrails/restrict-resource-networks";
import { restrictResources } from "../../guardrails/restrict-resources";
import { restrictS3PresignedAge } from "../../guardrails/restrict-s3-presigned-age";
import { restrictUnitBoundary } from "../../guardrails/restrict-unit-boundary";
import { EXAMPLE_ORGANIZATION } from "../../src/catalogue/example-organization";
import { resolveParameters } from "../../src/catalogue/parameters";
import { under } from "./support";

/** Guardrails whose parameters change their statements, with parameters that the catalogue's test does not use. */
it.each([
  [denyBedrockApiKeys, { "short-term-keys": "allowed" }],
  [denyCommitments, { buyers: ["role/finops", "arn:aws:iam::222222222222:role/team/buyer-*"] }],
  [restrictBedrockModels, { models: ["deepseek.*", "meta.llama?-*"], "foreign-models": "allowed" }],
  [
    restrictIdentities,
    {
      services: ["cognito-idp", "s3"],
      "trusted-accounts": ["999988887777"],
      "trusted-organizations": ["o-partner00000"],
      "public-resources": ["arn:aws:s3:::www.example.com/*"],
    },
  ],
  [restrictInstanceTypes, { types: ["p5.*", "x8g.metal-*"] }],
  [
    denyConfusedDeputy,
    {
      "trusted-accounts": ["999988887777"],
      "trusted-organizations": ["o-partner00000"],
      services: ["xray", "s3"],
    },
  ],
  [requireHttps, { services: ["s3"], "http-resources": ["arn:aws:s3:::www.example.com/*"] }],
  [
    restrictOidcProviders,
    { providers: [{ issuer: "gitlab.com", claim: "namespace_id", values: ["42"] }], others: "allowed" },
  ],
  [
    restrictUnitBoundary,
    {
      paths: ["o-exampleorgid/r-ab12/ou-ab12-11111111/ou-ab12-22222222/*"],
      "trusted-accounts": ["333333333333"],
    },
  ],
  [restrictNetworks, { vpcs: ["vpc-0fedcba9876543210"], principals: ["role/*", "root"] }],
  [
    restrictNetworks,
    {
      "ip-ranges": ["198.51.100.0/24", "2001:db8::/32"],
      "organization-endpoints": "unexpected",
      "exempt-tag": { key: "perimeter-exempt", value: "networks" },
    },
  ],
  [
    restrictResourceNetworks,
    {
      "ip-ranges": ["198.51.100.0/24"],
      services: ["dynamodb", "xray"],
      "trusted-accounts": ["999988887777"],
      "exempt-tag": { key: "perimeter-exempt", value: "networks" },
    },
  ],
  [
    restrictResources,
    {
      services: ["ssm", "s3"],
      "trusted-accounts": ["999988887777"],
      "trusted-organizations": ["o-partner00000"],
      "foreign-resources": [],
      "exempt-tag": { key: "perimeter-exempt", value: "resources" },
    },
  ],
  [protectPerimeterTags, { keys: ["dp:exclude:network", "Team"], administrators: ["role/perimeter-admin"] }],
  [protectSessionTags, { keys: ["dp:exclude:network", "Team"] }],
  [restrictMarketplace, { products: ["prod-abcdefghijklm", "prod-nopqrstuvwxyz"] }],
  [restrictMarketplace, { products: ["prod-abcdefghijklm"], buyers: ["role/procurement"] }],
  [denyExternalSharing, {}],
  [denyExternalSharing, { accounts: ["222222222222", "333333333333"], actions: ["ssm:*Permission"] }],
  [denyPublicConnectivity, {}],
  [denyPublicConnectivity, { peers: [] }],
  [denyPublicImagesAndSnapshots, { databases: "free" }],
  [denyPublicIp, { services: ["rds"] }],
  [denyPublicIp, { services: ["elasticloadbalancing", "ec2", "eks"] }],
  [protectDns, {}],
  [protectDns, { zones: ["Z0TEAM", "Z0TEAM0"] }],
  [requireEncryptionContext, { keys: ["arn:aws:kms:eu-west-1:*:key/mrk-*"], name: "aws:tenant" }],
  [requireImdsv2, { unspecified: "allowed" }],
  [requireImdsv2, { hops: 2 }],
  [requireImdsv2, { unspecified: "allowed", hops: 1 }],
  [requireKmsWaitingPeriod, { days: 8 }],
  [requireKmsWaitingPeriod, { days: 14, unused: 365 }],
  [requireS3Tls, { version: "1.3" }],
  [requireVpcEndpoints, { services: ["health", "s3"], roles: ["role/*"] }],
  [
    requireVpcEndpoints,
    { services: ["kms"], roles: ["role/app", "role/team/*"], endpoints: ["vpce-0fedcba9876543210"] },
  ],
  [
    requireVpcEndpoints,
    {
      services: ["sqs"],
      roles: ["arn:aws:iam::222222222222:role/app"],
      vpcs: ["vpc-0a1b2c3d4e5f60718"],
      endpoints: ["vpce-0a1b2c3d4e5f60718"],
    },
  ],
  [restrictImageOwners, {}],
  [restrictImageOwners, { owners: [] }],
  [restrictImageOwners, { owners: ["999988887777", "aws-marketplace"] }],
  [restrictNetworkChanges, { roles: ["role/net/*", "arn:aws:iam::222222222222:role/vpc-admin"] }],
  [restrictS3PresignedAge, { minutes: 1 }],
])("%#: a guardrail holds its own requests with other parameters", (guardrail, written) => {
  const resolved = resolveParameters(guardrail, written, EXAMPLE_ORGANIZATION);
  if ("problems" in resolved) throw new Error(JSON.stringify(resolved.problems));
  const { denied, allowed } = guardrail.requests(resolved.parameters, EXAMPLE_ORGANIZATION);
  const decided = under(guardrail, written);
  expect(denied.filter((request) => decided(request) !== "denied")).toEqual([]);
  expect(allowed.filter((request) => decided(request) !== "allowed")).toEqual([]);
});

it.each([
  [restrictInstanceTypes, { types: ["t3"] }, "types[0]"],
  [restrictInstanceTypes, { types: ["*"] }, "types[0]"],
  [restrictInstanceTypes, { types: ["T3.micro"] }, "types[0]"],
  [restrictBedrockModels, { models: ["*"] }, "models[0]"],
  [restrictBedrockModels, { models: ["eu.anthropic.claude-*"] }, "models[0]"],
  [restrictMarketplace, { products: ["My product"] }, "products[0]"],
  [denyCommitments, { buyers: ["finops"] }, "buyers[0]"],
  [denyExternalSharing, { actions: ["ssm:ModifyDocumentPermision"] }, "actions[0]"],
  [denyExternalSharing, { accounts: ["22222222222"] }, "accounts[0]"],
  [denyPublicConnectivity, { peers: ["o-exampleorgid"] }, "peers[0]"],
  [denyPublicIp, { services: [] }, "services"],
  [denyPublicIp, { services: ["elb"] }, "services[0]"],
  [protectDns, { zones: ["/hostedzone/Z0TEAM"] }, "zones[0]"],
  [requireEncryptionContext, { keys: ["alias/app"], name: "purpose" }, "keys[0]"],
  [requireEncryptionContext, { keys: ["arn:aws:kms:*:*:key/*"], name: "${aws:username}" }, "name"],
  [requireImdsv2, { unspecified: "optional" }, "unspecified"],
  [requireImdsv2, { hops: 64 }, "hops"],
  [requireKmsWaitingPeriod, { days: 7 }, "days"],
  [requireKmsWaitingPeriod, { days: 31 }, "days"],
  [requireS3Tls, { version: 1.2 }, "version"],
  [requireVpcEndpoints, { services: ["s33"], roles: ["role/app"] }, "services[0]"],
  [requireVpcEndpoints, { services: ["s3"], roles: ["app"] }, "roles[0]"],
  [requireVpcEndpoints, { services: ["s3"], roles: ["role/app"], vpcs: ["vpc-main"] }, "vpcs[0]"],
  [restrictImageOwners, { owners: ["self"] }, "owners[0]"],
  [restrictNetworkChanges, { roles: ["network"] }, "roles[0]"],
  [restrictNetworkChanges, { roles: [] }, "roles"],
  [restrictS3PresignedAge, { minutes: 10_080 }, "minutes"],
])("%#: a guardrail takes no parameters that would say something else", (guardrail, written, path) => {
  expect(resolveParameters(guardrail, written, EXAMPLE_ORGANIZATION)).toMatchObject({ problems: [{ path }] });
});
