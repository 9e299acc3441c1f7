namespace Provisioning.Api.Operations;

/// <summary>What an operation does.</summary>
public enum OperationKind
{
    /// <summary>Says what would happen. Ends with its door.</summary>
    Plan = 1,

    /// <summary>Does what was planned. Outlives its door.</summary>
    Apply = 2,

    /// <summary>Looks how it is. Ends with its door.</summary>
    Read = 3,

    /// <summary>Adopts what exists. Ends with its door.</summary>
    Import = 4,

    /// <summary>Looks for BMCs. Ends with its door.</summary>
    Discover = 5,

    /// <summary>Examines one BMC. Ends with its door.</summary>
    Doctor = 6,
}
