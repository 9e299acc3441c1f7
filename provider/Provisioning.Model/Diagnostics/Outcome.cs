using System.Diagnostics;
using Provisioning.Model.Collections;

namespace Provisioning.Model.Diagnostics;

/// <summary>A value, perhaps with warnings, or the errors that stand in its place. Expected failure is a value; an exception is a bug.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>All diagnostics of the outcome.</summary>
    public abstract ValueArray<Diagnostic> Diagnostics { get; }

    /// <summary>Whether there is a value.</summary>
    public bool Succeeded => this is Success;

    /// <summary>Makes a success.</summary>
    public static implicit operator Outcome<T>(T value) => new Success(value, ValueArray<Diagnostic>.Empty);

    /// <summary>Makes a failure.</summary>
    public static implicit operator Outcome<T>(Diagnostic error) => new Failure([error]);

    /// <summary>Makes a failure of several errors.</summary>
    public static Outcome<T> Fail(IEnumerable<Diagnostic> errors) => new Failure(errors.ToValueArray());

    /// <summary>Calls the function of the case at hand.</summary>
    public TResult Match<TResult>(Func<Success, TResult> success, Func<Failure, TResult> failure) => this switch
    {
        Success s => success(s),
        Failure f => failure(f),
        _ => throw new UnreachableException(),
    };

    /// <summary>The value and what is worth saying about it.</summary>
    public sealed record Success(T Value, ValueArray<Diagnostic> Warnings) : Outcome<T>
    {
        /// <inheritdoc/>
        public override ValueArray<Diagnostic> Diagnostics => Warnings;
    }

    /// <summary>Why there is no value; never empty.</summary>
    public sealed record Failure(ValueArray<Diagnostic> Errors) : Outcome<T>
    {
        /// <inheritdoc/>
        public override ValueArray<Diagnostic> Diagnostics => Errors;
    }
}
