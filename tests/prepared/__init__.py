"""What the tests start from, prepared once and copied: the migrated base, the demo company."""
