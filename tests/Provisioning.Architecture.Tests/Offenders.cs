namespace Provisioning.Architecture.Tests;

/// <summary>Fails with every offender at once.</summary>
internal static class Offenders
{
    public static void None(IEnumerable<string> offenders)
    {
        var list = offenders.ToList();
        Assert.True(list.Count == 0, $"{list.Count} offender(s):\n" + string.Join('\n', list));
    }
}
