using System.Runtime.InteropServices;

namespace Orleans.Tx.Client.Output;

/// <summary>
/// Asks the terminal how large it is now. <see cref="Console.WindowWidth"/> would first switch the terminal's keypad over, which
/// nobody switches back, and remembers the size that was.
/// </summary>
internal static class WindowSize
{
    private const nuint Request = 0x5413;
    private static readonly TerminalSize Usual = new(80, 24);

    /// <param name="descriptor">1 for standard output, 2 for standard error.</param>
    public static TerminalSize Of(int descriptor)
    {
        if (!OperatingSystem.IsLinux())
            return Console.WindowWidth is > 0 and var width ? new TerminalSize(width, Console.WindowHeight) : Usual;
        return Control(descriptor, Request, out var window) == 0 && window is { Columns: > 0, Rows: > 0 } ? new TerminalSize(window.Columns, window.Rows) : Usual;
    }

    [DllImport("libc", EntryPoint = "ioctl")]
    private static extern int Control(int descriptor, nuint request, out Window window);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Window(ushort Rows, ushort Columns, ushort Width, ushort Height);
}
