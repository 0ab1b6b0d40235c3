using System.Globalization;

namespace Orleans;

/// <summary>On an interface's method: how long its callers wait, where it differs from the options' time.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute : Attribute
{
    /// <summary>The time as <see cref="TimeSpan"/> text, for instance <c>00:02:00</c>.</summary>
    public ResponseTimeoutAttribute(string timeout) => Timeout = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);

    /// <summary>The time.</summary>
    public TimeSpan? Timeout { get; init; }
}
