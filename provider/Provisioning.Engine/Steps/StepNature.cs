namespace Provisioning.Engine.Steps;

/// <summary>How it is known whether a step was done.</summary>
internal enum StepNature
{
    /// <summary>The probe decides; doing it again changes nothing.</summary>
    Convergent = 1,

    /// <summary>The journal and a witness decide; doing it again is a second deed.</summary>
    OneShot = 2,
}
