import type * as sdk from "@aws-sdk/client-organizations";

type Call<Input, Output> = (input: Input) => Promise<Omit<Output, "$metadata">>;

/** The calls that the provider makes: an `Organizations` client of the SDK, or a fake. */
export interface OrganizationsApi {
  readonly describeOrganization: Call<
    sdk.DescribeOrganizationCommandInput,
    sdk.DescribeOrganizationCommandOutput
  >;
  readonly listRoots: Call<sdk.ListRootsCommandInput, sdk.ListRootsCommandOutput>;
  readonly listAWSServiceAccessForOrganization: Call<
    sdk.ListAWSServiceAccessForOrganizationCommandInput,
    sdk.ListAWSServiceAccessForOrganizationCommandOutput
  >;
  readonly createPolicy: Call<sdk.CreatePolicyCommandInput, sdk.CreatePolicyCommandOutput>;
  readonly updatePolicy: Call<sdk.UpdatePolicyCommandInput, sdk.UpdatePolicyCommandOutput>;
  readonly deletePolicy: Call<sdk.DeletePolicyCommandInput, sdk.DeletePolicyCommandOutput>;
  readonly attachPolicy: Call<sdk.AttachPolicyCommandInput, sdk.AttachPolicyCommandOutput>;
  readonly detachPolicy: Call<sdk.DetachPolicyCommandInput, sdk.DetachPolicyCommandOutput>;
  readonly tagResource: Call<sdk.TagResourceCommandInput, sdk.TagResourceCommandOutput>;
  readonly untagResource: Call<sdk.UntagResourceCommandInput, sdk.UntagResourceCommandOutput>;
}
