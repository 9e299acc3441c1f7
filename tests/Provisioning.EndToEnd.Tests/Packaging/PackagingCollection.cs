namespace Provisioning.EndToEnd.Tests.Packaging;

/// <summary>The tests that share one set of packages.</summary>
[CollectionDefinition(Name)]
public sealed class PackagingCollection : ICollectionFixture<PackageSet>
{
    public const string Name = "Packaging";
}
