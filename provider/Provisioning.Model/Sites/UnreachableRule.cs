namespace Provisioning.Model.Sites;

/// <summary>What a plan or refresh does when a BMC does not answer.</summary>
public enum UnreachableRule
{
    /// <summary>Warn and go on with the last known state.</summary>
    Warn = 1,

    /// <summary>Fail.</summary>
    Fail = 2,
}
