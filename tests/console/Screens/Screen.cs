using System.Globalization;

namespace Orleans.Tx.Console.Tests.Screens;

/// <summary>What a terminal shows of what a program wrote: the part of ECMA-48 and xterm that the console uses; anything else fails the test.</summary>
internal sealed class Screen(int width, int height)
{
    private readonly List<ScreenCell[]> _gone = [];
    private List<ScreenCell[]> _lines = Empty(width, height);
    private (List<ScreenCell[]> Lines, int Row, int Column)? _main;
    private string _sequence = "";
    private Pen _pen;
    private int _row;
    private int _column;

    public int Width { get; private set; } = width;

    public int Height { get; private set; } = height;

    /// <summary>How often a line was too long for the screen.</summary>
    public int Broken { get; private set; }

    public bool CursorIsShown { get; private set; } = true;

    /// <summary>A program has the whole screen to itself.</summary>
    public bool IsAlternate => _main is not null;

    /// <summary>What is shown, line by line, and what has left the screen at its top.</summary>
    public IReadOnlyList<string> Lines => [.. _gone.Concat(_lines).Select(Text)];

    /// <summary>The same without empty lines at the end, in one text.</summary>
    public string Shown => string.Join('\n', Lines).TrimEnd();

    public IReadOnlyList<IReadOnlyList<ScreenCell>> Cells => [.. _gone, .. _lines];

    public void Resize(int columns, int rows)
    {
        (Width, Height) = (columns, rows);
        _lines = [.. _lines.Concat(Empty(columns, rows)).Take(rows).Select(line => line.Concat(Enumerable.Repeat(ScreenCell.Blank, columns)).Take(columns).ToArray())];
        (_row, _column) = (Math.Min(_row, rows - 1), Math.Min(_column, columns - 1));
    }

    public void Write(string text)
    {
        foreach (var sign in text)
        {
            if (_sequence.Length > 0)
                Continue(sign);
            else if (sign == '\e')
                _sequence = "\e";
            else if (sign == '\n')
                Feed();
            else if (sign == '\r')
                _column = 0;
            else if (sign == '\b')
                _column = Math.Max(0, _column - 1);
            else
                Put(sign);
        }
    }

    private static List<ScreenCell[]> Empty(int width, int height) => [.. Enumerable.Range(0, height).Select(_ => Enumerable.Repeat(ScreenCell.Blank, width).ToArray())];

    private static string Text(ScreenCell[] line) => string.Concat(line.Select(cell => cell.Sign)).TrimEnd();

    private void Put(char sign)
    {
        Assert.False(char.IsControl(sign), $"control character {(int)sign:x}");
        if (_column == Width)
        {
            Broken++;
            _column = 0;
            Feed();
        }

        _lines[_row][_column++] = new ScreenCell(sign, _pen);
    }

    private void Feed()
    {
        if (_row < Height - 1)
        {
            _row++;
            return;
        }

        if (!IsAlternate)
            _gone.Add(_lines[0]);
        _lines.RemoveAt(0);
        _lines.AddRange(Empty(Width, 1));
    }

    private void Continue(char sign)
    {
        _sequence += sign;
        if (_sequence.Length == 2)
            Assert.Equal('[', sign);
        else if (char.IsAsciiLetter(sign))
            Obey(sign, _sequence[2..^1]);
        if (_sequence.Length > 2 && char.IsAsciiLetter(sign))
            _sequence = "";
    }

    private void Obey(char command, string parameters)
    {
        if (parameters.StartsWith('?'))
        {
            Switch(parameters[1..], command == 'h');
            return;
        }

        int[] numbers = [.. parameters.Split(';').Select(number => number.Length == 0 ? 0 : int.Parse(number, CultureInfo.InvariantCulture))];
        switch (command)
        {
            case 'm':
                _pen = _pen.After(numbers);
                break;
            case 'A':
                _row = Math.Max(0, _row - Math.Max(1, numbers[0]));
                break;
            case 'H':
                (_row, _column) = (Math.Max(0, numbers[0] - 1), Math.Max(0, numbers.ElementAtOrDefault(1) - 1));
                break;
            case 'K':
                Erase(_row, _column);
                break;
            case 'J':
                Erase(_row, _column);
                for (var row = _row + 1; row < Height; row++)
                    Erase(row, 0);
                break;
            default:
                Assert.Fail($"the sequence {parameters}{command} is not known");
                break;
        }
    }

    private void Switch(string what, bool on)
    {
        if (what == "25")
        {
            CursorIsShown = on;
        }
        else if (what == "1049" && on)
        {
            _main = (_lines, _row, _column);
            _lines = Empty(Width, Height);
        }
        else if (what == "1049")
        {
            (_lines, _row, _column) = _main!.Value;
            _main = null;
            Resize(Width, Height);
        }
        else if (what != "2004")
        {
            // What is pasted is marked by shells alone; nothing shows of it.
            Assert.Fail($"the switch {what} is not known");
        }
    }

    private void Erase(int row, int from) => Array.Fill(_lines[row], ScreenCell.Blank, from, Math.Max(0, Width - from));
}
