namespace Orleans.Tx.Simulator;

/// <summary>
/// How the requests that the API allows in a window change over time. Each trace is defined for 1000 requests in 600 seconds and is
/// scaled to the configured requests and window.
/// </summary>
public enum CapacityTrace
{
    /// <summary>Always 1000.</summary>
    Constant,

    /// <summary>Every 300 to 2400 seconds one of 1000, 1000, 800, 600, 400, 250, 100.</summary>
    Steps,

    /// <summary>A day's wave, 1000 - 650·max(0, sin(2πt/day)), taken every 300 seconds.</summary>
    Wave,

    /// <summary>Every 60 to 600 seconds one of 1000 and 300.</summary>
    Flap,
}
