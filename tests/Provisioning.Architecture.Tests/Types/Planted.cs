namespace Provisioning.Architecture.Tests.Types;

/// <summary>One offender for each rule, so that each rule is seen to fail.</summary>
internal static class Planted
{
    internal class OpenClass;

    internal sealed class Derived : OpenClass;

    internal enum WithZero
    {
        Nothing = 0,
    }

    internal abstract record Family
    {
        private Family()
        {
        }

        public sealed record Case : Family;
    }

    /// <summary>The copy constructor of an abstract record is protected: this is how a stranger gets in.</summary>
    internal sealed record Stranger(Family Other) : Family(Other);

    internal abstract record OpenFamily
    {
        public sealed record Case : OpenFamily;
    }

    internal static class Asynchronous
    {
        public static Task WorkAsync() => Task.CompletedTask;

        public static Task WorkWellAsync(CancellationToken cancellationToken) => Task.FromCanceled(cancellationToken);
    }

    internal sealed class Changeable
    {
        public int Number { get; set; }

        public int Fixed { get; init; }
    }

    internal sealed record ByReference(IReadOnlyList<int> Numbers);
}
