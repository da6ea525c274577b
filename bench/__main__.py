"""`make bench`: every benchmark, one after the other."""

from bench import startup

if __name__ == "__main__":
    startup.main()
