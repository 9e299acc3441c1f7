namespace Provisioning.Engine.Discovery;

/// <summary>
/// How one password stands at one BMC. Refusals count until <see cref="Window"/> has gone by since the last of them: BMCs that lock an account
/// forget failed logins in the same way, and the account may have been corrected on the BMC while the password stayed.
/// </summary>
/// <param name="Refusals">Refusals that count.</param>
/// <param name="ForgottenAt">When they count no more; null: none counts.</param>
public sealed record LoginStanding(long Refusals, DateTimeOffset? ForgottenAt)
{
    /// <summary>Refusals after which a password is not tried again.</summary>
    public const long MostRefusals = 2;

    /// <summary>Refusals of one account, whatever the passwords, after which none is tried: fewer than the five at which BMCs commonly lock.</summary>
    public const long MostRefusalsOfAccount = 4;

    /// <summary>Whether the account was refused so often, with whatever passwords, that no other one is tried now.</summary>
    public bool IsAccountSpent { get; init; }

    /// <summary>How long refusals count, from the last one on: 30 minutes.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(30);

    /// <summary>Never refused, or long ago.</summary>
    public static LoginStanding Clean { get; } = new(0, null);

    /// <summary>Whether the password may be tried once more.</summary>
    public bool MayTry => Refusals < MostRefusals && !IsAccountSpent;

    /// <summary>How a password stands whose account stands so: the account's refusals beat the password's.</summary>
    public LoginStanding Within(LoginStanding account) => MayTry && account.Refusals >= MostRefusalsOfAccount
        ? this with { IsAccountSpent = true, ForgottenAt = account.ForgottenAt }
        : this;

    /// <summary>How a password stands that was refused so often, at last then.</summary>
    /// <param name="refusals">Refusals, each within <see cref="Window"/> of the one before.</param>
    /// <param name="last">When it was refused last; null or later than now: now.</param>
    /// <param name="now">Now.</param>
    public static LoginStanding Of(long refusals, DateTimeOffset? last, DateTimeOffset now)
    {
        var since = last < now ? last.Value : now;
        return refusals > 0 && now - since < Window ? new LoginStanding(refusals, since + Window) : Clean;
    }
}
