namespace Provisioning.Model.HouseRules;

/// <summary>The rules that a type or member can be exempted from, with a reason, beside the code.</summary>
public enum HouseRule
{
    /// <summary>Concrete classes are sealed.</summary>
    SealedClass = 1,

    /// <summary>Asynchronous methods take a token, last.</summary>
    TokenLast = 2,

    /// <summary>Enumerations have no member of value zero.</summary>
    NoZeroMember = 3,

    /// <summary>Records of the model cannot be changed.</summary>
    Immutable = 4,

    /// <summary>The cases of a closed family are nested in it.</summary>
    ClosedFamily = 5,
}
