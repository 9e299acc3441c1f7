namespace Provisioning.Model.Bios;

/// <summary>Types of BIOS attributes.</summary>
public enum BiosAttributeType
{
    /// <summary>One of a list of values.</summary>
    Enumeration = 1,

    /// <summary>A text.</summary>
    Text = 2,

    /// <summary>A whole number.</summary>
    Whole = 3,

    /// <summary>True or false.</summary>
    Flag = 4,

    /// <summary>A password: never read back, never managed here.</summary>
    Password = 5,
}
