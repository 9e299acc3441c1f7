using Provisioning.Model.Sites;

namespace Provisioning.Storage.Journals;

/// <summary>What doors must agree on.</summary>
internal sealed record SiteRow(MediaSettings Media, LimitSettings Limits);
