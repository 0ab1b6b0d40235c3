using System.Runtime.InteropServices;

namespace Orleans.Tx.Client.Output;

/// <summary>
/// Standard output or standard error as it is. A stream of <see cref="Console"/> would first switch the terminal's keypad over, which
/// nobody switches back, even where the output goes to a pipe. A reader that goes away is no failure.
/// </summary>
internal sealed class DescriptorStream(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private const short Writable = 4;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    private static bool IsBusy(int error) => error == (OperatingSystem.IsMacOS() ? 35 : 11);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = WriteSome(descriptor, in MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error == BrokenPipe)
                return;
            if (IsBusy(error))
                _ = Wait(new Poll(descriptor, Writable, 0), 1, -1);
            else if (error != Interrupted)
                throw new IOException($"The output can't be written: {Marshal.GetPInvokeErrorMessage(error)}");
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    private static extern nint WriteSome(int descriptor, in byte first, nuint count);

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static extern int Wait(in Poll polled, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Poll(int Descriptor, short Events, short Returned);
}
