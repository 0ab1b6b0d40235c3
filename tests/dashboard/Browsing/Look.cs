namespace Orleans.Tx.Dashboard.Tests.Browsing;

/// <summary>What a window is like: its size in CSS pixels and which colours its user prefers.</summary>
internal sealed record Look(string Name, int Width, int Height, bool IsDark)
{
    public static readonly Look Desktop = new("desktop", 1440, 900, IsDark: false);
    public static readonly Look Phone = new("phone", 375, 812, IsDark: false);

    public bool IsPhone => Width < 600;

    public Look Dark => this with { Name = $"{Name}-dark", IsDark = true };

    /// <summary>Every look that pages are made for.</summary>
    public static IReadOnlyList<Look> All { get; } = [Desktop, Desktop.Dark, Phone, Phone.Dark];

    public override string ToString() => Name;
}
