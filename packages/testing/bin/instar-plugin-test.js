#!/usr/bin/env node
import "../dist/plugin-test-main.js";
