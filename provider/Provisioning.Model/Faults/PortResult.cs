using System.Diagnostics;

namespace Provisioning.Model.Faults;

/// <summary>What a port answers: a value or a fault.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract record PortResult<T>
{
    private PortResult()
    {
    }

    /// <summary>Makes a success.</summary>
    public static implicit operator PortResult<T>(T value) => new Ok(value);

    /// <summary>Makes a failure.</summary>
    public static implicit operator PortResult<T>(Fault fault) => new Failed(fault);

    /// <summary>Calls the function of the case at hand.</summary>
    public TResult Match<TResult>(Func<T, TResult> ok, Func<Fault, TResult> failed) => this switch
    {
        Ok success => ok(success.Value),
        Failed failure => failed(failure.Fault),
        _ => throw new UnreachableException(),
    };

    /// <summary>The value, or the fault: true with a value.</summary>
    public bool TryGet([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Fault? fault)
    {
        if (this is Ok ok)
        {
            (value, fault) = (ok.Value, null);
            return true;
        }

        (value, fault) = (default, ((Failed)this).Fault);
        return false;
    }

    /// <summary>It worked.</summary>
    public sealed record Ok(T Value) : PortResult<T>;

    /// <summary>It did not.</summary>
    public sealed record Failed(Fault Fault) : PortResult<T>;
}
